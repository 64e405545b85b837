#!/usr/bin/env python3
"""Makes bac-ninh/former-names.csv: which commune of today a commune before July 2025 became.

    pip download --no-deps vietnamadminunits==1.0.4
    unzip -q vietnamadminunits-1.0.4-py3-none-any.whl -d UNPACKED
    python3 former-names.py UNPACKED > bac-ninh/former-names.csv

The package knows units by a key without accents. Its converter maps the keys; the names
with accents and the codes are in its database. A former commune that was divided would have
several successors; there is none in this province, and the script stops if one appears.
"""
import csv
import json
import pathlib
import sqlite3
import sys
import unicodedata

TODAY = "tinhbacninh"
BEFORE = ("tinhbacninh", "tinhbacgiang")


def main(unpacked: str) -> None:
    data = pathlib.Path(unpacked) / "vietnamadminunits" / "data"
    converter = json.loads((data / "converter_2025.json").read_text(encoding="utf-8"))
    if converter["DICT_PROVINCE_WARD_DIVIDED"].get(TODAY):
        sys.exit("a former commune was divided: decide how the file says so")

    units = sqlite3.connect(data / "dataset.db")
    code_of = dict(
        units.execute("select wardKey, wardCode from admin_units where provinceKey = ?", (TODAY,))
    )
    former = {
        f"{province_key}_{district_key}_{ward_key}": tuple(
            unicodedata.normalize("NFC", text).replace("Thị Xã", "Thị xã") for text in names
        )
        for province_key, district_key, ward_key, *names in units.execute(
            "select provinceKey, districtKey, wardKey, ward, district, province"
            " from admin_units_legacy where provinceKey in (?, ?)",
            BEFORE,
        )
    }

    rows = []
    for ward_key, merged in converter["DICT_PROVINCE_WARD_NO_DIVIDED"][TODAY].items():
        rows += [(code_of[ward_key], *former.pop(key)) for key in merged]
    if former:
        sys.exit(f"without a successor: {sorted(former)}")

    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(("code", "name", "district", "province"))
    out.writerows(sorted(rows))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
