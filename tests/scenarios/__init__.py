"""How the worker is broken on purpose, on a real broker, and what has to hold then.

``make scenarios`` runs all of it and writes bench/results/scenarios.json; doc/reliability.md tells the
figures. Each row of the table is a module that registers one function (see ``table``); small sizes of
all rows run with the tests.
"""
