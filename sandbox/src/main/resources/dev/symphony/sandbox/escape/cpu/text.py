# proof: endless
# Looks for a long text in a longer one that almost has it.


def attempt(input, caps):
    hay = "a" * 2_000_000
    needle = "a" * 1_000_000 + "b"
    while True:
        hay.find(needle)
        hay.replace("a", "b")
        hay * 3
