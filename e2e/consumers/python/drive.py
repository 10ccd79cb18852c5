"""Drives the mock by its control API and reads its list, with a signature made by hand: nothing but Python's own library."""

import hashlib
import hmac
import json
import sys
import urllib.error
import urllib.parse
import urllib.request
from datetime import datetime, timezone

api, control, access_key_id, secret_access_key = sys.argv[1:]


def drive(method, path, body=None):
    data = json.dumps({} if body is None else body).encode() if method in ("POST", "PUT", "PATCH") else None
    request = urllib.request.Request(control + path, data, {"Content-Type": "application/json"}, method=method)
    with urllib.request.urlopen(request) as response:
        text = response.read()
    return json.loads(text) if text else None


def signed(path, query, secret):
    host = urllib.parse.urlsplit(api).netloc
    clock = drive("GET", "/clock")["now"] / 1000
    date = datetime.fromtimestamp(clock, timezone.utc).strftime("%Y%m%dT%H%M%SZ")
    query_string = urllib.parse.urlencode(sorted(query.items()), quote_via=urllib.parse.quote)
    empty = hashlib.sha256(b"").hexdigest()
    canonical = f"GET\n{path}/\n{query_string}\nhost:{host}\nx-sdk-date:{date}\n\nhost;x-sdk-date\n{empty}"
    to_sign = f"SDK-HMAC-SHA256\n{date}\n{hashlib.sha256(canonical.encode()).hexdigest()}"
    signature = hmac.new(secret.encode(), to_sign.encode(), hashlib.sha256).hexdigest()
    headers = {
        "X-Sdk-Date": date,
        "Authorization": f"SDK-HMAC-SHA256 Access={access_key_id}, SignedHeaders=host;x-sdk-date, Signature={signature}",
    }
    return urllib.request.Request(f"{api}{path}?{query_string}", headers=headers)


def read(secret=secret_access_key, **query):
    try:
        with urllib.request.urlopen(signed("/v1/executions", query, secret)) as response:
            return response.status, json.load(response)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def refused(method, path, body=None):
    try:
        drive(method, path, body)
    except urllib.error.HTTPError as error:
        return [error.code, json.load(error)["error"]]


ticket = {"execution_id": "EX1", "status": "Running", "start_time": 1751342400000, "creator": "张 wei"}
drive("PUT", "/executions", [ticket])
drive("PUT", "/clock", {"now": 1751342460000})
drive("POST", "/faults", {"kind": "throttled"})
steps = [read()[0], read(creator="张 wei")[1]]
drive("PATCH", "/executions/EX1", {"status": "Succeed"})
drive("POST", "/executions", {**ticket, "execution_id": "EX2", "start_time": 1751342500000})
drive("POST", "/clock/advance", {"ms": 86400000})
steps.append([row["execution_id"] + " " + row["status"] for row in read()[1]["data"]])
steps.append(read(secret="WrongKey")[0])
drive("DELETE", "/executions/EX1")
steps.append(read(limit=1)[1]["total"])
waited = drive("GET", "/calls/wait?count=5&timeout=1000")
calls = drive("GET", "/calls")["calls"]
print(
    json.dumps(
        {
            "read": steps,
            "waited": waited,
            "statuses": [call["status"] for call in calls],
            "signedBy": [call.get("signedBy") for call in calls],
            "refused": [refused("PATCH", "/executions/EX2", {"statsu": "Failed"}), refused("POST", "/faults", {"kind": "no"})],
            "reset": [drive("POST", "/reset"), drive("GET", "/health")["executions"]],
        },
        ensure_ascii=False,
    )
)
