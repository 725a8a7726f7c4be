# proof: hoard
# Fills a dictionary for ever.


def attempt(input, caps):
    found = {}
    i = 0
    while True:
        found["key " + str(i)] = {"i": i, "text": "value " + str(i)}
        i += 1
