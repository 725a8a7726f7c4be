# proof: hoard
# Hoards buffers, which may lie outside of the heap.


def attempt(input, caps):
    hoard = []
    while True:
        hoard.append(bytearray(1 << 20))
