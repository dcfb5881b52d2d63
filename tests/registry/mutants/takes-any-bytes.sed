# in: download.cpp
# caught by: a layer of other bytes
s/writer_->commit(blob_)/writer_->commit()/
