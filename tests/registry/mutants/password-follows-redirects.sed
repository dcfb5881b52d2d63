# in: http.cpp
# caught by: a redirect to another host
s/.*CURLOPT_MAXREDIRS.*/&\n    ::curl_easy_setopt(curl, CURLOPT_UNRESTRICTED_AUTH, 1L);/
