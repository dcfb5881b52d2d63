# in: download.cpp
# caught by: a download that is cut
s/if (size() > 0) request.headers.push_back(.*/(void)fmt::format("");/
