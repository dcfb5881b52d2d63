# in: answers.cpp
# caught by: what a registry says
s/(0 <= c && c < ' ') || c == 127 ? ' ' : c;/c;/
