import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** How documents lie in the file: as BSON, the form in which they come and go, instead of Java's serialisation. */
public class DocumentType extends BasicDataType {
    private static final int SHARE = 16;
    private volatile int usual = 4096;

    /** Bytes in memory, about: what the documents written last took, twice. */
    public int getMemory(Object document) {
        return 2 * this.usual;
    }

    public void write(WriteBuffer out, Object document) {
        ByteBuf encoded = Unpooled.buffer(2 * this.usual);
        BsonEncoder.encodeDocument((Document) document, encoded);
        int size = encoded.readableBytes();
        out.put(encoded.nioBuffer());
        this.usual += (size - this.usual) / SHARE;
    }

    public Object read(ByteBuffer in) {
        ByteBuf encoded = Unpooled.wrappedBuffer(in);
        Document document = BsonDecoder.decodeBson(encoded);
        in.position(in.position() + encoded.readerIndex());
        return document;
    }

    public Object[] createStorage(int size) {
        return new Document[size];
    }
}
