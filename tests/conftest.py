"""What every test run begins with: catalogues compiled anew, and how the property tests look for examples.

These are the same ones in every run, whatever the machine's speed; `make explore` lets the tests look for others.
"""

from hypothesis import HealthCheck, settings

from tools.texts import compile_all

compile_all()
settings.register_profile("repeatable", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.register_profile("exploring", settings.get_profile("repeatable"), derandomize=False)
settings.load_profile("repeatable")
