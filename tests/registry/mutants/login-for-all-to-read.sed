# in: credentials.cpp
# caught by: without a login
s/^    std::filesystem::rename(name, file);/&/; s/sys::write_all(unfinished, /::fchmod(unfinished.get(), 0644), &/
