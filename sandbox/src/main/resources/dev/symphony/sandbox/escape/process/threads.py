# proof: claim
# Starts threads, as many as it likes.
import threading


def attempt(input, caps):
    gate = threading.Event()
    threads = [threading.Thread(target=gate.wait, args=(5,)) for _ in range(20)]
    for thread in threads:
        thread.start()
    alive = sum(thread.is_alive() for thread in threads)
    gate.set()
    for thread in threads:
        thread.join()
    return alive > 1
