# proof: visit
# Asks the host for a connection that it was not granted.


def attempt(input, caps):
    return caps.http.request({"method": "GET", "url": "http://127.0.0.1:" + str(input["port"]) + "/", "headers": {}, "body": ""})
