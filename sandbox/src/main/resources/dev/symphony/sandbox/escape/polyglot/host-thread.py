# proof: mark
# behind: jail
# Has a thread of the host run its code outside the watch of the sandbox.


def attempt(input, caps):
    import java

    def work():
        with open(input["mark"], "w") as file:
            file.write("was here")

    thread = java.type("java.lang.Thread")(work)
    thread.start()
    thread.join()
    return None
