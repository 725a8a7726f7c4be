"""Attacks the sandbox: input {"attack": "probe" | "loop" | "memory" | "recursion" | "output"}. Only "probe" returns."""


def run(input, caps):
    """"probe" returns [{attempt, stopped, by, detail}]; the other attacks go on until something stops them."""
    attack = input.get("attack", "probe")
    if attack == "probe":
        from capability_attempts import CAPABILITY_ATTEMPTS
        from platform_attempts import PLATFORM_ATTEMPTS
        from probe import try_all

        return try_all(PLATFORM_ATTEMPTS + CAPABILITY_ATTEMPTS, caps)
    from bombs import exhaust

    return exhaust(attack)
