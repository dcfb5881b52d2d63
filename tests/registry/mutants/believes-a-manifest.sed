# in: manifests.cpp
# caught by: a manifest of other bytes
s/^    check_digest(.*//
