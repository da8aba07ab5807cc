"""The machines and editors, with the ids by which an export speaks of them."""
from dataclasses import dataclass

USER_ID = "6e0d6c1e-4a57-4c0b-9a35-0d6f1f5f8c11"
CLI = "wakatime/v1.118.0"

EXTENSIONS = {"C#": "cs", "SQL": "sql", "JSON": "json", "Markdown": "md", "TypeScript": "ts", "SCSS": "scss", "HTML": "html",
              "Go": "go", "YAML": "yml", "Python": "py", "CSS": "css", "CSV": "csv", "Bash": "sh", "Lua": "lua",
              "Rust": "rs", "TOML": "toml"}


@dataclass(frozen=True)
class Machine:
    id: str
    name: str
    system: str
    kernel: str


@dataclass(frozen=True)
class Tool:
    """An editor on a machine: one user agent."""

    id: str
    machine: Machine
    editor: str
    version: str
    plugin: str
    home: str

    @property
    def value(self) -> str:
        return f"{CLI} ({self.machine.kernel}) go1.24.1 {self.plugin}"


OTTER = Machine("0f1c2a77-5d3e-4b86-8f0e-2f6f3f1d7a01", "otter", "Linux", "linux-6.12.9-amd64-x86_64")
HERON = Machine("c2b9a4d5-13f7-4e6a-b1c8-7a90e5d6b402", "heron", "Mac", "darwin-25.3.0-arm64")
MACHINES = (OTTER, HERON)

TOOLS = {
    "rider": Tool("5a3d1b7e-9c42-4f18-a6d0-1b2c3d4e5f61", OTTER, "Rider", "2025.3.2", "Rider/2025.3.2 Rider-wakatime/15.1.0",
                  "/home/mara/work"),
    "code": Tool("7e8f9a0b-1c2d-4e3f-8a4b-5c6d7e8f9a62", OTTER, "VS Code", "1.108.1", "vscode/1.108.1 vscode-wakatime/25.5.1",
                 "/home/mara/work"),
    "code-laptop": Tool("91a2b3c4-d5e6-4f70-9182-a3b4c5d6e763", HERON, "VS Code", "1.108.1",
                        "vscode/1.108.1 vscode-wakatime/25.5.1", "/Users/mara/code"),
    "nvim": Tool("b3c4d5e6-f708-4192-a3b4-c5d6e7f80964", HERON, "Neovim", "0.11.5", "neovim/0.11.5 vim-wakatime/11.3.0",
                 "/Users/mara/code"),
}
