"""Another guest, with a secret: what it does with it is what guests do with their values."""

SECRET = ""


def run(secret, caps):
    global SECRET
    SECRET = secret
    import json

    class Job:
        def __init__(self, text):
            self.text = text

    job = Job(secret)
    caps.kv.put("own/note", secret)
    return [len(job.text), len(repr(secret)), len(sorted([secret])), len(json.dumps({"text": secret}))]
