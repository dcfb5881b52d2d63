# in: client.cpp
# caught by: an upload that is sent elsewhere
s/repository_.owns(request.url)/true/
