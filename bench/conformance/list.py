"""Reads a list with Python's own library, as the first loop that comes to mind, and prints the ids."""

import json
import os
import urllib.request

base_url = os.environ["COC_BASE_URL"]
offset, total = 0, 1
while offset < total:
    with urllib.request.urlopen(f"{base_url}/v1/executions?limit=50&offset={offset}") as response:
        page = json.load(response)
    total = page["total"]
    for ticket in page["data"]:
        print(ticket["execution_id"])
    offset += 50
