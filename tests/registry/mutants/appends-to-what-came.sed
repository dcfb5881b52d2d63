# in: download.cpp
# caught by: a server that knows no ranges
s/if (size() > 0) begin();//
