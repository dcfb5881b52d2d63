# in: login.cpp
# caught by: without a login
s/^    patiently(.*/    keep_credentials(registry, credentials);\n&/
