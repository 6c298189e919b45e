#!/usr/bin/env python3
"""peer: pandas, as a person would write it for each table; usage: odd_pandas.py FILE"""
import json, os, sys
import pandas as pd

file = sys.argv[1]
name = os.path.basename(file)
if name == "semicolons.csv":
    f = pd.read_csv(file, sep=";", decimal=",")
    f["made_at"] = pd.to_datetime(f.made_at, format="%d.%m.%Y %H:%M")
elif name == "tabs.tsv":
    f = pd.read_csv(file, sep="\t", parse_dates=["made_at"])
elif name == "utf16.csv":
    f = pd.read_csv(file, encoding="utf-16", parse_dates=["made_at"])
elif name == "shift_jis.csv":
    f = pd.read_csv(file, encoding="shift_jis", parse_dates=["日付"]).rename(columns={"確率": "probability", "結果": "outcome"})
elif name == "percent.csv":
    f = pd.read_csv(file)
    f["made_at"] = pd.to_datetime(f.made_at, format="%d %b %Y %H:%M")
    f["probability"] = f.probability.str.rstrip("%").astype(float) / 100
    f["outcome"] = f.outcome.map({"yes": 1, "no": 0})
elif name == "packed.csv.gz":
    f = pd.read_csv(file, parse_dates=["made_at"])
else:
    f = pd.read_excel(file)
json.dump({"mean": ((f.probability - f.outcome) ** 2).mean()}, sys.stdout)
