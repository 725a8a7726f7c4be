# proof: endless
# Answers at once and goes on working behind its answer.
import threading


def attempt(input, caps):
    def work():
        while True:
            pass

    threading.Thread(target=work).start()
    return "done"
