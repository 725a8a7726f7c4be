"""The hindsight teacher: learning from what decisions would have come to.

The simulation tells, of every possible decision, what it would have come to if the best heuristic
had taken all that follow. The policy learns to prefer what came to less: one step of policy
iteration on the heuristic. What is coming is hidden when the policy decides, so that it learns the
mean over it.
"""

import numpy as np

from .network import Choices


def teach(policy, rows, env, hindsight, unit, rate):
    """One update towards less of what the policy is expected to come to.

    ``hindsight`` is what each row would have come to, and ``unit`` how much of it counts as one.
    Gives the mean regret, in the same measure, and the mean entropy.
    """
    scores, kept = policy.forward(rows)
    choices = Choices(scores, env)
    came_to = hindsight / unit
    expected = choices.sums(choices.probabilities * came_to)
    gradient = choices.probabilities * (came_to - expected[choices.group])
    gradient /= len(choices.starts)
    policy.update(policy.backward(kept, gradient), rate)
    least = np.minimum.reduceat(came_to, choices.starts)
    return (expected - least).mean() * unit, choices.entropies().mean()
