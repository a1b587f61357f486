from tests.public.conftest import *  # noqa: F403 - the same texts as for the readers' pages
