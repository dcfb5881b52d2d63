#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Doxygen reads every page through this. The pages are written for who reads them in the checkout,
# where a link leads to a file. In build/docs/html:
# - "The picture: [title](picture.dot)" becomes the picture, drawn by the build, and so does
#   "[title](trace.json)";
# - a link to code leads back to the checkout.
folder=${1%/*}
folder=${folder#"$PWD"}
folder=${folder#/}
number=${folder##*/}

sed -e "s|^The picture: \[\(.*\)\](picture.dot).*|\\\\image html ${folder##*/}.svg \"\1\"|" \
    -e "s|^The picture: \[\(.*\)\](trace.json).*|\\\\image html ${number%%-*}-trace.svg \"\1\"|" \
    -e "s#\](\([^):]*\.[ch]pp\|[^):]*\.sh\|[^):]*\.py\|[^):]*Containerfile\|LICENSE\))#](../../../$folder/\1)#g" "$1"
