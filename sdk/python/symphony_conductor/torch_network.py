"""The network of `network.py` with torch on the CPU: autograd and torch's Adam.

Weights and the state of Adam are NumPy arrays that torch works on in place, so that checkpoints
and exports are those of the plain network, and either goes on where the other ended.
"""

import numpy as np
import torch

from .network import Network


class TorchNetwork(Network):
    """Layers with tanh between them, and Adam, in torch."""

    def _start(self):
        super()._start()
        self._parameters = [torch.from_numpy(w).requires_grad_() for w in self.weights]
        self._adam = torch.optim.Adam(self._parameters, lr=0.0)

    def forward(self, rows):
        """The outputs, and what ``backward`` needs."""
        flow = torch.from_numpy(np.ascontiguousarray(rows))
        for layer in range(0, len(self._parameters), 2):
            flow = torch.addmm(self._parameters[layer + 1], flow, self._parameters[layer])
            if layer + 2 < len(self._parameters):
                flow = torch.tanh(flow)
        outputs = flow[:, 0]
        return outputs.detach().numpy(), outputs

    def backward(self, kept, gradient):
        """The gradients of the weights, from the gradient of the outputs."""
        slope = torch.from_numpy(np.ascontiguousarray(gradient, dtype=np.float32))
        return torch.autograd.grad(kept, self._parameters, slope)

    def update(self, gradients, rate):
        """A step of Adam; the norm of the gradient is at most 0.5."""
        for parameter, gradient, m, v in zip(
            self._parameters, gradients, self.first, self.second
        ):
            parameter.grad = gradient
            self._adam.state[parameter] = {
                "step": torch.tensor(float(self.updates)),
                "exp_avg": torch.from_numpy(m),
                "exp_avg_sq": torch.from_numpy(v),
            }
        torch.nn.utils.clip_grad_norm_(self._parameters, 0.5)
        self._adam.param_groups[0]["lr"] = rate
        self._adam.step()
        self.updates += 1
