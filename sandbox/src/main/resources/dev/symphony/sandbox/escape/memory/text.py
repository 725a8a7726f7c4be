# proof: hoard
# Doubles a text for ever.


def attempt(input, caps):
    hoard = []
    while True:
        text = "x"
        for _ in range(24):
            text += text
        hoard.append(text)
