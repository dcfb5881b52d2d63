# in: main.cpp
# caught by: a pull that is killed
s/::prctl(PR_SET_PDEATHSIG, SIGTERM);//
