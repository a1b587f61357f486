"""The cache that several processes share, and what each does without it."""

import logging
import time

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

#: After a failure Redis is not asked for so long: nobody waits for it at each question.
PAUSE = 5
#: In seconds; it answers in a thousandth of that, or is away.
OPTIONS = {"socket_connect_timeout": 0.5, "socket_timeout": 0.5, "retry": Retry(NoBackoff(), 0)}
log = logging.getLogger(__name__)


class SteadyRedisCache(RedisCache):
    """Redis; while it is away each process has a memory of its own. So limits hold on, counted by
    process, and nothing fails for want of a cache."""

    #: By the clock that never steps back; shared by all threads.
    away_until = 0.0

    def __init__(self, server, params):
        super().__init__(server, {**params, "OPTIONS": {**OPTIONS, **params.get("OPTIONS", {})}})
        self.own = LocMemCache("while Redis is away", {})


def _steady(name: str):
    def asked(self, *args, **kwargs):
        if time.monotonic() >= SteadyRedisCache.away_until:
            try:
                return getattr(RedisCache, name)(self, *args, **kwargs)
            except (RedisError, OSError) as error:
                SteadyRedisCache.away_until = time.monotonic() + PAUSE
                log.warning("The cache is away: %s", error)
        return getattr(self.own, name)(*args, **kwargs)

    return asked


for _name in ("add", "get", "set", "touch", "delete", "incr", "has_key", "get_many", "set_many",
              "delete_many", "clear"):  # fmt: skip
    setattr(SteadyRedisCache, _name, _steady(_name))
