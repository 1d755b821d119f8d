"""A question of several parts, and what its answer leaves untold of one."""
