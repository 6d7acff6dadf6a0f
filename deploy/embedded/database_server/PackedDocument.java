import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.BsonConstants;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** How documents are kept, in memory and in the file: as BSON, the form in which they come and go. */
public class PackedDocument {
    private static final int USUAL_BYTES = 4096;

    public static byte[] pack(Document document) {
        ByteBuf packed = Unpooled.buffer(USUAL_BYTES);
        BsonEncoder.encodeDocument(document, packed);
        byte[] bytes = new byte[packed.readableBytes()];
        packed.readBytes(bytes);
        return bytes;
    }

    /** A document of one's own: changing it changes nothing that is kept. */
    public static Document unpack(Object bytes) {
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer((byte[]) bytes));
    }

    /** As much of the document as is wanted; the rest is passed over, which takes no longer for a long field than for a short one. */
    public static Document unpack(byte[] bytes, Paths wanted) {
        return wanted.isWhole() ? unpack(bytes) : part(Unpooled.wrappedBuffer(bytes), wanted);
    }

    private static Document part(ByteBuf packed, Paths wanted) {
        packed.skipBytes(Integer.BYTES);
        Document found = new Document();
        for (byte type = packed.readByte(); type != BsonConstants.TERMINATING_BYTE; type = packed.readByte()) {
            String name = BsonDecoder.decodeCString(packed);
            Paths below = wanted.at(name);
            if (below == null) {
                pass(type, packed);
            } else if (type == BsonConstants.TYPE_EMBEDDED_DOCUMENT && !below.isWhole()) {
                found.put(name, part(packed, below));
            } else {
                found.put(name, BsonDecoder.decodeValue(type, packed));
            }
        }
        return found;
    }

    private static void pass(byte type, ByteBuf packed) {
        switch (type) {
            case BsonConstants.TYPE_EMBEDDED_DOCUMENT:
            case BsonConstants.TYPE_ARRAY:
                packed.skipBytes(packed.readIntLE() - Integer.BYTES);
                break;
            case BsonConstants.TYPE_UTF8_STRING:
                packed.skipBytes(packed.readIntLE());
                break;
            default:
                BsonDecoder.decodeValue(type, packed);
        }
    }
}
