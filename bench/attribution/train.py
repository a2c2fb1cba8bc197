"""``python -m bench.attribution.train BASE OUT``: trains the network on PolNeAR and on openly licensed names.

The run can be stopped and goes on where it was last saved. On two cores MiniLM-L6 takes about a quarter of an hour an
epoch. ``--teacher`` adds the soft labels of a larger network that was trained and exported before (Hinton et al., 2015).
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from app.extraction.encoder.encoder import Encoder
from app.extraction.encoder.links import Role
from app.extraction.encoder.pieces import read_tokenizer
from app.extraction.encoder.tagging import Stretch, stretches
from bench.attribution.examples import Example, Goal, shuffled
from bench.attribution.labels import UNKNOWN, Special
from bench.attribution.network import Attributions
from bench.attribution.training_data import Batch, batch_of, teach, training_examples

DATA = Path(__file__).parents[3] / "shared" / "data"
TAG_WEIGHT, NAME_WEIGHT, SOFT_WEIGHT = 3.0, 2.0, 3.0
SMOOTHING = 0.03
"""Label smoothing: where an attribution begins and ends, people agree in about seven cases of ten."""

MOVED = 0.25
"""Share of spans whose ends are moved by a piece before they are linked, as those that are found will be."""

HEAD_RATE, CASE_RATE = 1e-3, 5e-4
SAVE_EVERY, REPORT_EVERY = 200, 50


@dataclass(frozen=True)
class Plan:
    """How long and how fast to train; ``rate`` is of the top layer, each one below has ``decay`` of the one above."""

    epochs: float
    size: int
    batch: int
    rate: float
    decay: float
    seed: int


def parameters(network: Attributions, plan: Plan) -> list[dict[str, object]]:
    """The parameters with their rates; the embeddings of words stay as they are, which keeps rare words useful."""
    network.encoder.get_input_embeddings().weight.requires_grad_(False)
    layers = network.encoder.config.num_hidden_layers
    groups: list[dict[str, object]] = []
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            decay = 0.01 if parameter.dim() > 1 else 0.0
            groups.append({"params": [parameter], "lr": _rate(name, layers, plan), "weight_decay": decay})
    return groups


def _rate(name: str, layers: int, plan: Plan) -> float:
    if not name.startswith("encoder"):
        return CASE_RATE if name.startswith("case") else HEAD_RATE
    depth = 0 if "embeddings" in name else layers
    if ".layer." in name:
        depth = int(name.split(".layer.")[1].split(".", maxsplit=1)[0]) + 1
    return float(plan.rate * plan.decay ** (layers - depth))


def losses(network: Attributions, batch: Batch, linking: bool, chance: random.Random) -> dict[str, Tensor]:
    """The losses of one batch: tags, names, links and, with a teacher, its tags."""
    states = network.states(batch.ids, batch.cases, batch.mask)
    tags = network.tags(states)
    found = {"names": _entropy(network.names(states), batch.names)}
    if any(batch.goals):
        found["tags"] = _entropy(tags, batch.tags, SMOOTHING)
        found["links"] = link_loss(network, states, batch, tags.argmax(-1) if linking else None, chance)
    if batch.soft is not None and any(batch.goals):
        known = batch.tags != UNKNOWN
        found["soft"] = nn.functional.kl_div(
            tags.log_softmax(-1)[known], batch.soft[known], log_target=True, reduction="batchmean"
        )
    return found


def _entropy(scores: Tensor, labels: Tensor, smoothing: float = 0.0) -> Tensor:
    if not bool((labels != UNKNOWN).any()):
        return scores.sum() * 0
    return nn.functional.cross_entropy(scores.flatten(0, -2), labels.flatten(), ignore_index=UNKNOWN, label_smoothing=smoothing)


def link_loss(network: Attributions, states: Tensor, batch: Batch, guessed: Tensor | None, chance: random.Random) -> Tensor:
    """The mean loss of all links of a batch; spans that were found where none is (``guessed``) are to be linked with none."""
    total, count = states.sum() * 0, 0
    for row, goal in enumerate(batch.goals):
        if goal is None:
            continue
        length = int(batch.mask[row].sum())
        spans = _spans(goal, None if guessed is None else guessed[row, 1 : length - 1], length, chance)
        for link, others in goal.links.items():
            one, two = (spans[role] for role in link.roles)
            if len(one):
                labels = [other if other >= 0 else len(two) for other in others] + [len(two)] * (len(one) - len(others))
                scores = network.links(link, network.drop(states[row, :length]), one, two, batch.lines[row])
                total = total + nn.functional.cross_entropy(scores, torch.tensor(labels), reduction="sum")
                count += len(one)
    return total / max(count, 1)


def _spans(goal: Goal, guessed: Tensor | None, length: int, chance: random.Random) -> dict[Role, Tensor]:
    """The goal's spans of each role and then the wrong ones, counted with the window's first piece."""
    spans = {}
    for place, role in enumerate(Role):
        known = goal.spans[role]
        wrong = (
            []
            if guessed is None
            else [
                each
                for each in stretches(guessed[:, place].numpy())
                if not any(start < each[1] and each[0] < end for start, end in known)
            ]
        )
        moved = [_moved((start + 1, end + 1), length, chance) for start, end in (*known, *wrong)]
        spans[role] = torch.tensor(moved, dtype=torch.long).reshape(-1, 2)
    return spans


def _moved(span: Stretch, length: int, chance: random.Random) -> Stretch:
    if chance.random() >= MOVED:
        return span
    start = max(1, span[0] + chance.choice((-1, 0, 1)))
    end = min(length - 1, span[1] + chance.choice((-1, 0, 1)))
    return (start, end) if start < end else span


class Training:
    """A run of training that can be stopped at any moment and taken up again."""

    def __init__(self, network: Attributions, examples: Sequence[Example], special: Special, plan: Plan, out: Path) -> None:
        self.network, self.examples, self.special, self.plan, self.out = network, examples, special, plan, out
        self.epoch_steps = len(shuffled(examples, plan.size, plan.batch, random.Random(0)))
        self.steps = int(self.epoch_steps * plan.epochs)
        self.step = 0
        self.optimizer = torch.optim.AdamW(parameters(network, plan), betas=(0.9, 0.98), fused=True)
        warm = max(20, self.steps // 16)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer, lambda step: min(1.0, (step + 1) / warm) * max(0.02, (self.steps - step) / self.steps)
        )
        if (out / "state.pt").exists():
            self._restore()

    def run(self) -> None:
        """Train to the end, saving every so often, and write ``weights.pt``."""
        self.network.train()
        while self.step < self.steps:
            epoch = self.step // self.epoch_steps
            chance = random.Random(self.plan.seed * 1000 + epoch)
            batches = shuffled(self.examples, self.plan.size, self.plan.batch, chance)
            self._epoch((batches * 2)[self.step - epoch * self.epoch_steps : self.epoch_steps], chance)
        torch.save(self.network.state_dict(), self.out / "weights.pt")

    def _epoch(self, batches: Sequence[Sequence[tuple[Example, int, int]]], chance: random.Random) -> None:
        sums: Counter[str] = Counter()
        begin = time.monotonic()
        for windows in batches[: self.steps - self.step]:
            batch = batch_of(windows, self.special, chance)
            self._descend(losses(self.network, batch, self.step > self.epoch_steps // 2, chance), sums)
            sums["pieces"] += int(batch.mask.sum())
            if self.step % REPORT_EVERY == 0:
                self._report(sums, time.monotonic() - begin)
                begin = time.monotonic()
            if self.step % SAVE_EVERY == 0 or self.step == self.steps:
                self._save()

    def _descend(self, found: dict[str, Tensor], sums: Counter[str]) -> None:
        weights = {"tags": TAG_WEIGHT, "names": NAME_WEIGHT, "soft": SOFT_WEIGHT}
        loss = sum((weights.get(name, 1.0) * each for name, each in found.items()), torch.zeros(()))
        self.optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.schedule.step()
        self.step += 1
        for name, each in found.items():
            sums[name] += float(each.detach())  # type: ignore[assignment]

    def _report(self, sums: Counter[str], seconds: float) -> None:
        speed = sums.pop("pieces") / seconds
        mean = ", ".join(f"{name} {total / REPORT_EVERY:.4f}" for name, total in sums.items())
        print(f"{self.step}/{self.steps} {mean}; {speed:.0f} pieces a second", flush=True)
        sums.clear()

    def _save(self) -> None:
        state = {
            "network": self.network.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "schedule": self.schedule.state_dict(),
            "step": self.step,
        }
        torch.save(state, self.out / "state.new")
        (self.out / "state.new").replace(self.out / "state.pt")

    def _restore(self) -> None:
        state = torch.load(self.out / "state.pt", weights_only=False)
        self.network.load_state_dict(state["network"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.schedule.load_state_dict(state["schedule"])
        self.step = state["step"]


def main() -> None:
    """Read the arguments and train."""
    arguments = argparse.ArgumentParser(prog="python -m bench.attribution.train", description=__doc__)
    arguments.add_argument("base", type=Path, help="folder of a pretrained encoder, in the format of transformers")
    arguments.add_argument("out", type=Path, help="folder for the state and the weights")
    arguments.add_argument("--data", type=Path, default=DATA, help="folder with polnear and ner")
    arguments.add_argument("--silver", type=Path, help="names of bench.attribution.silver")
    arguments.add_argument("--teacher", type=Path, help="folder of an exported larger network")
    arguments.add_argument("--start", type=Path, help="weights of an earlier run to go on from, such as its weights.pt")
    arguments.add_argument("--epochs", type=float, default=5)
    arguments.add_argument("--size", type=int, default=384, help="pieces in a window")
    arguments.add_argument("--batch", type=int, default=4, help="windows in a batch")
    arguments.add_argument("--rate", type=float, default=1e-4)
    arguments.add_argument("--decay", type=float, default=0.9)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--limit", type=int, help="only so many articles")
    options = arguments.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    torch.set_flush_denormal(True)
    tokenizer = read_tokenizer(options.base / "tokenizer.json")
    examples = training_examples(options.data, options.silver, tokenizer, options.limit)
    if options.teacher:
        teach(examples, Encoder.load(options.teacher, threads=os.cpu_count() or 1))
    plan = Plan(options.epochs, options.size, options.batch, options.rate, options.decay, options.seed)
    network = Attributions.of(str(options.base))
    if options.start:
        network.load_state_dict(torch.load(options.start))
    Training(network, examples, Special.of(tokenizer), plan, options.out).run()


if __name__ == "__main__":
    main()
