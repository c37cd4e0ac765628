"""The steps that know all the other rooms: refresh, judge, write, build."""
