# in: answers.cpp
# caught by: what is refused
s/response.status == 429 ||/response.status >= 400 ||/
