# proof: endless
# Returns an answer whose own code runs when the host reads it.


class Answer(dict):
    def __str__(self):
        while True:
            pass

    __repr__ = __iter__ = keys = items = __len__ = __str__


def attempt(input, caps):
    return Answer()
