"""Reads session files with PyYAML and compares every text with the list that lies beside each file.

Usage: python3 pyyaml.py FOLDER
"""

import json
import pathlib
import sys

import yaml


def at(value, way):
    for step in way:
        if isinstance(step, dict):  # the n-th value of a map whose keys are numbers
            value = list(value.values())[step["value"]]
        else:
            value = value[step]
    return value


def main(folder):
    loaders = [yaml.SafeLoader] + ([yaml.CSafeLoader] if yaml.__with_libyaml__ else [])
    files = texts = wrong = 0
    for path in sorted(pathlib.Path(folder).glob("*.yaml")):
        expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        files += 1
        texts += len(expected)
        for loader in loaders:
            with path.open("rb") as file:
                read = yaml.load(file, Loader=loader)
            for way, text in expected:
                try:
                    found = at(read, way)
                except (KeyError, IndexError, TypeError) as error:
                    found = error
                missing = isinstance(found, Exception)
                if missing or (text is not None and (type(found) is not str or found != text)):
                    wrong += 1
                    print(f"{path.name} {loader.__name__} {way}: expected {text!r}, found {found!r}")
    print(f"{files} files, {texts} texts, {len(loaders)} readers, {wrong} wrong")
    return 1 if wrong else 0


sys.exit(main(sys.argv[1]))
