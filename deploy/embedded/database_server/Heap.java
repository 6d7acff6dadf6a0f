import de.bwaldvogel.mongo.bson.Document;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Iterator;

/** The memory of this server: what it may take, and what was still needed when everything unused had last been put away. */
public class Heap {
    /** `most` and `kept`, both bytes; `kept` is 0 until memory has run short for the first time. */
    public static Document told() {
        Document heap = new Document();
        heap.put("most", Long.valueOf(Runtime.getRuntime().maxMemory()));
        heap.put("kept", Long.valueOf(kept()));
        return heap;
    }

    /** Of the pool in which documents grow old: it is gone through whole only when it is full. */
    private static long kept() {
        long kept = 0;
        for (Iterator each = ManagementFactory.getMemoryPoolMXBeans().iterator(); each.hasNext();) {
            MemoryPoolMXBean pool = (MemoryPoolMXBean) each.next();
            MemoryUsage after = pool.getType() == MemoryType.HEAP ? pool.getCollectionUsage() : null;
            kept = after == null ? kept : Math.max(kept, after.getUsed());
        }
        return kept;
    }
}
