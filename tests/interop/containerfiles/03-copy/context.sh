echo one > one.txt
echo two > two.txt
echo 'a name with a blank' > 'with space.txt'
mkdir -p three/deep/empty
echo deep > three/deep/file
printf '#!/bin/sh\n' > three/program
chmod 755 three/program
chmod 600 three/deep/file
ln -s deep/file three/link
ln three/deep/file three/hard
ln -s /etc/passwd three/absolute
ln -s one.txt link.txt
ln -s three directory-link
: > three/nothing
chmod 0710 three/deep/empty
setfattr -n user.note -v 'kept' two.txt
