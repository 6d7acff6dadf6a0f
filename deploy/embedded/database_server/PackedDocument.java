import de.bwaldvogel.mongo.bson.Document;
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
}
