def run() -> None:
    print("hoi")
