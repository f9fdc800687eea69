"""The other side: an LCM that answers, its scenarios and its faults. For demos, tests and integrators; no browser."""

from widget.mock.bus import MockBus
from widget.mock.delivery import Delivery
from widget.mock.faults import Faults, FaultsError
from widget.mock.lcm import Lcm
from widget.mock.scenario import Scenario, Trouble
from widget.mock.scenarios import SCENARIOS

__all__ = ["SCENARIOS", "Delivery", "Faults", "FaultsError", "Lcm", "MockBus", "Scenario", "Trouble"]
