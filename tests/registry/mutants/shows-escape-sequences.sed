# in: answers.cpp
# caught by: what a registry says
s/c < ' ' || c == 127 ? ' ' : char(c)/char(c)/
