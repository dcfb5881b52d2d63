mkdir -p secret build/deep docs/more src other/secret
for file in a.log important.log a.tmp src/a.tmp secret/key build/out build/deep/out docs/README.md \
    docs/other.md docs/more/other.md src/a.o src/ab.o src/main.c src/b.c other/a.log other/secret/key; do
    echo "$file" > "$file"
done
