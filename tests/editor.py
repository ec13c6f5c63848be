"""An editor without a window: speaks the Language Server Protocol with a YAML language server over its stdio."""

import json
import subprocess
from pathlib import Path
from threading import Timer
from types import TracebackType
from typing import Any, NamedTuple

SETTINGS = {"validate": True, "completion": True, "hover": True, "schemaStore": {"enable": False}}  # no network


class Mark(NamedTuple):
    """What the editor underlines, and what it says."""

    text: str
    message: str


PATIENCE = 120  # seconds


class Editor:
    """Files of a workspace, open in an editor."""

    def __init__(self, server: Path, workspace: Path) -> None:
        self.workspace = workspace
        self.texts: dict[str, str] = {}
        self.last_id = self.version = 0
        self.process = subprocess.Popen(
            ["node", str(server), "--stdio"], cwd=workspace, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.patience = Timer(PATIENCE, self.process.kill)  # a server that says nothing must not hold up all tests
        self.patience.start()
        root = workspace.as_uri()
        can = {"textDocument": {"hover": {"contentFormat": ["markdown"]}}, "workspace": {"configuration": True}}
        self.ask("initialize", processId=None, rootUri=root, capabilities=can)
        self.tell("initialized")
        self.tell("workspace/didChangeConfiguration", settings={})  # makes it ask for them

    def __enter__(self) -> "Editor":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.patience.cancel()
        self.process.kill()
        self.process.communicate()

    def open(self, name: str, text: str) -> list[Mark]:
        """Show `text` as the content of a file and return what is marked in it."""
        uri = (self.workspace / name).as_uri()
        self.version += 1
        document = {"uri": uri, "version": self.version}
        if name in self.texts:
            self.tell("textDocument/didChange", textDocument=document, contentChanges=[{"text": text}])
        else:
            self.tell("textDocument/didOpen", textDocument=document | {"languageId": "yaml", "text": text})
        self.texts[name] = text
        found: list[dict[str, Any]] = self._until("textDocument/publishDiagnostics", uri)["diagnostics"]
        return [Mark(self._underlined(text, item["range"]), item["message"]) for item in found]

    def complete(self, name: str, behind: str) -> dict[str, str]:
        """Return what is offered behind the last `behind`: labels with what is said of them."""
        answer = self.ask("textDocument/completion", **self._place(name, behind))
        return {item["label"]: item.get("documentation", "") for item in answer["items"]}

    def hover(self, name: str, on: str) -> str:
        """Return what is shown over the last letter of the last `on`."""
        answer = self.ask("textDocument/hover", **self._place(name, on, -1))
        return str(answer["contents"]["value"])

    def ask(self, method: str, **params: Any) -> Any:
        self.last_id += 1
        self._send(id=self.last_id, method=method, params=params)
        while (message := self._receive()).get("id") != self.last_id or "method" in message:
            self._answer(message)
        return message["result"]

    def tell(self, method: str, **params: Any) -> None:
        self._send(method=method, params=params)

    def _until(self, method: str, uri: str) -> Any:
        while (message := self._receive()).get("method") != method or message["params"]["uri"] != uri:
            self._answer(message)
        return message["params"]

    def _answer(self, message: dict[str, Any]) -> None:
        """Answer what the server asks the editor: its settings; to all else nothing."""
        if "method" in message and "id" in message:
            asked = message["params"].get("items", []) if message["params"] else []
            settings = [SETTINGS if item.get("section") == "yaml" else None for item in asked]
            self._send(id=message["id"], result=settings or None)

    def _send(self, **message: Any) -> None:
        assert self.process.stdin
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.process.stdin.flush()

    def _receive(self) -> Any:
        assert self.process.stdout
        length = 0
        while line := self.process.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        assert length, "the language server has stopped"
        return json.loads(self.process.stdout.read(length))

    def _place(self, name: str, text: str, shift: int = 0) -> dict[str, Any]:
        before, found, _after = self.texts[name].rpartition(text)
        assert found, text
        lines = (before + found).split("\n")
        position = {"line": len(lines) - 1, "character": len(lines[-1]) + shift}
        return {"textDocument": {"uri": (self.workspace / name).as_uri()}, "position": position}

    @staticmethod
    def _underlined(text: str, span: dict[str, Any]) -> str:
        line = text.split("\n")[span["start"]["line"]]
        last = span["end"]["character"] if span["end"]["line"] == span["start"]["line"] else len(line)
        return line[span["start"]["character"] : last]
