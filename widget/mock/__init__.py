"""A simulated LCM with scenarios and faults, for demos, tests and integrators. It needs no browser."""

from widget.mock.bus import MockBus
from widget.mock.delivery import Delivery
from widget.mock.faults import Faults, FaultsError
from widget.mock.lcm import Lcm
from widget.mock.scenario import Scenario, Trouble
from widget.mock.scenarios import SCENARIOS

__all__ = ["SCENARIOS", "Delivery", "Faults", "FaultsError", "Lcm", "MockBus", "Scenario", "Trouble"]
