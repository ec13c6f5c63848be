"""Time each format beside csv, which needs no library, and the pack of `aaa export` beside one of its documents."""

from pathlib import Path
from tempfile import TemporaryDirectory

from turns import compare
from validate import ONE, SCRIPTS, grown

AAA = str(SCRIPTS / "aaa")


if __name__ == "__main__":
    with TemporaryDirectory() as name:
        folder = Path(name)
        for times, runs in ((1, 15), (10, 7)):
            plan = str(grown(times, folder / str(times)))
            for form in ("docx", "xlsx", "pdf", "html"):
                print(f"{form}, {times * ONE} parts")
                ask = [AAA, "list", "--data", plan, "--force", "-o"]
                files = {each: str(folder / f"list.{each}") for each in (form, "csv")}
                compare({f"aaa list -o {each}": [*ask, file] for each, file in files.items()}, runs)
        plan = str(folder / "1")
        print(f"the pack, {ONE} parts")
        compare(
            {
                "aaa export": [AAA, "export", "--data", plan, str(folder / "pack")],
                "aaa report": [AAA, "report", "--data", plan, "--force", "-o", str(folder / "report.pdf")],
            },
            7,
        )
