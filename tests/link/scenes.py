"""Articles as the linker sees them, for tests of single rules."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.article import TaggedArticle
from pipeline.extract import places, programmes
from pipeline.link.clusters import cluster
from pipeline.link.group_rules import told_groups
from pipeline.link.groups import chosen
from pipeline.link.municipalities import only_municipality
from pipeline.link.places import main_municipality
from pipeline.link.scene import Scene
from pipeline.vocab import TargetGroup


def scene_of(tagged: TaggedArticle) -> Scene:
    """The scene of an article."""
    mentions, found = tuple(programmes.find(tagged)), tuple(places.find(tagged))
    home = main_municipality(tagged, found) or only_municipality(tagged.text)
    return Scene(tagged, mentions, cluster(tagged, mentions), found, home)


def number_of(scene: Scene, name: str) -> int:
    """The number of the programme of that name."""
    return next(n for n, one in enumerate(scene.clusters) if one.name == name)


def rule_groups(tag: Callable[..., TaggedArticle], text: str, name: str) -> set[TargetGroup]:
    """The groups that the rules tell of a programme."""
    scene = scene_of(tag(text))
    return set(chosen(dict.fromkeys(told_groups(scene, number_of(scene, name)), 1.0)))
