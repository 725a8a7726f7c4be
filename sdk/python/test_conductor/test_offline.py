"""What needs no host: signatures, networks, pictures, models."""

import struct
import unittest
import zlib

import numpy as np

from symphony_conductor import ed25519, features, network, onnx, picture


class Signatures(unittest.TestCase):
    VECTORS = (  # RFC 8032, section 7.1, tests 1 and 3
        (
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555"
            "fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        ),
        (
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac1"
            "8ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
        ),
    )

    def test_vectors_of_the_standard(self):
        for seed, public, message, signature in self.VECTORS:
            seed, message = bytes.fromhex(seed), bytes.fromhex(message)
            self.assertEqual(public, ed25519.public_key(seed).hex())
            self.assertEqual(signature, ed25519.sign(seed, message).hex())


class Networks(unittest.TestCase):
    def test_gradients_are_those_of_finite_differences(self):
        random = np.random.default_rng(1)
        layers = network.Network([5, 4, 4, 1], random)
        layers.weights = [random.normal(size=w.shape) for w in layers.weights]
        rows = random.normal(size=(7, 5))
        outputs, kept = layers.forward(rows)
        gradients = layers.backward(kept, outputs)
        for layer, weights in enumerate(layers.weights):
            place = tuple(0 for _ in weights.shape)
            weights[place] += 1e-5
            above = (layers.forward(rows)[0] ** 2).sum() / 2
            weights[place] -= 2e-5
            below = (layers.forward(rows)[0] ** 2).sum() / 2
            weights[place] += 1e-5
            self.assertAlmostEqual((above - below) / 2e-5, gradients[layer][place], delta=1e-3)

    def test_torch_learns_as_numpy_does(self):
        if not network.has_torch():
            print("\ntorch is not installed: this test sees nothing (apt-get install python3-torch)")
            return
        rows = np.random.default_rng(2).normal(size=(50, 6)).astype(np.float32)
        plain = network.learner("numpy")([6, 8, 8, 1], np.random.default_rng(3))
        torch = network.learner("torch")([6, 8, 8, 1], np.random.default_rng(3))
        for _ in range(20):
            outputs, kept = plain.forward(rows)
            others, graph = torch.forward(rows)
            np.testing.assert_allclose(outputs, others, atol=1e-4)
            slope = outputs - rows[:, 0]
            gradients = plain.backward(kept, slope)
            for one, other in zip(gradients, torch.backward(graph, slope)):
                np.testing.assert_allclose(one, other.numpy(), rtol=1e-2, atol=1e-2)
            plain.update(gradients, 1e-2)
            torch.update(torch.backward(torch.forward(rows)[1], slope), 1e-2)
        for one, other in zip(plain.weights, torch.weights):
            np.testing.assert_allclose(one, other, atol=1e-3)
        self.assertEqual(20, torch.updates)

    def test_backends_that_are_not_there_are_refused(self):
        self.assertRaises(ValueError, network.learner, "abacus")
        self.assertIs(network.Network, network.learner("numpy"))

    def test_choices_are_distributions_over_what_is_possible(self):
        env = np.array([0, 0, 2, 2, 2])
        scores = np.array([1.0, 2.0, 5.0, 5.0, -50.0], np.float32)
        choices = network.Choices(scores, env)
        np.testing.assert_array_equal([0, 2], choices.owners)
        np.testing.assert_allclose(
            [1, 1], np.add.reduceat(choices.probabilities, choices.starts), rtol=1e-6
        )
        np.testing.assert_array_equal([1, 2], choices.best())
        sampled = {int(choices.sample(np.random.default_rng(i))[1]) for i in range(64)}
        self.assertEqual({2, 3}, sampled)
        self.assertAlmostEqual(np.log(2), float(choices.entropies()[1]), places=5)

    def test_waiting_has_no_task_and_no_machine(self):
        arrays = {
            "tasks": np.ones((1, 16, 15), np.float32), "machines": np.ones((1, 8, 6), np.float32),
            "pairs": np.ones((1, 16, 8, 13), np.float32), "all": np.ones((1, 14), np.float32),
            "votes": np.ones((1, 129, 4), np.float32), "mask": np.zeros((1, 129), np.uint8),
        }  # fmt: skip
        arrays["mask"][0, [0, 12 * 8, features.WAIT]] = 1
        rows, _, action = features.candidate_rows(arrays)
        np.testing.assert_array_equal([0, 96, 128], action)
        np.testing.assert_array_equal([1, 0, 0], rows[0, -3:])
        np.testing.assert_array_equal([0, 1, 0], rows[1, -3:])
        np.testing.assert_array_equal([0, 0, 1], rows[2, -3:])
        self.assertEqual(0, rows[2, :34].sum())


class Files(unittest.TestCase):
    def test_pictures_are_png(self):
        pixels = picture.chart([([0, 1000, 2000], [3.0, 2.5, 2.2]), ([0, 2000], [2.6, 2.6])])
        file = picture.png(pixels)
        self.assertEqual(b"\x89PNG\r\n\x1a\n", file[:8])
        at, kinds, data = 8, [], b""
        while at < len(file):
            (length,) = struct.unpack(">I", file[at : at + 4])
            body = file[at + 4 : at + 8 + length]
            (check,) = struct.unpack(">I", file[at + 8 + length : at + 12 + length])
            self.assertEqual(zlib.crc32(body), check)
            kinds.append(body[:4])
            data += body[4:] if body[:4] == b"IDAT" else b""
            at += 12 + length
        self.assertEqual([b"IHDR", b"IDAT", b"IEND"], kinds)
        height, width, _ = pixels.shape
        self.assertEqual(height * (1 + 3 * width), len(zlib.decompress(data)))

    def test_models_hold_their_weights(self):
        layers = [(np.full((3, 2), 0.5), np.zeros(2)), (np.ones((2, 1)), np.ones(1))]
        model = onnx.model(layers)
        self.assertIn(np.full((3, 2), 0.5, "<f4").tobytes(), model)
        for word in (b"rows", b"scores", b"MatMul", b"Tanh"):
            self.assertIn(word, model)


if __name__ == "__main__":
    unittest.main()
