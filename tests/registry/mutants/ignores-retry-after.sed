# in: patience.cpp
# caught by: Retry-After is obeyed
s/if (trouble.wait) pause = .*//
