mkdir -p tree/sub
echo content > tree/sub/file
chmod 4711 tree/sub/file
ln -s sub/file tree/link
ln tree/sub/file tree/hard
mkfifo tree/pipe
chmod 1770 tree/sub
pack() { tar --owner=12 --group=34 --mtime=@1000000000 --sort=name -C tree "$@" .; }
pack -cf plain.tar
pack -czf gzip.tar.gz
pack -cjf bzip2.tar.bz2
pack -cJf xz.tar.xz
rm -r tree
echo 'no archive' > not-an-archive.tar.gz
echo file > file.txt
mkdir directory
cp plain.tar directory/inside.tar
