# in: authorizer.cpp
# caught by: plain http is for this machine
s/^    check_realm(realm);//
